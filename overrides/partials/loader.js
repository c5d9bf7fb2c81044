{const{documentElement:root,fonts,head}=document
if(location.host&&navigator.connection?.rtt>100&&!self.navigation?.activation?.from)root.dataset.late=1
else for(const face of fonts)face.load().catch(()=>{})
try{let size;[root.dataset.scheme,size]=localStorage.view.split(" ")
root.style=`--size:clamp(.9,${size/100||1},2)`}catch{}
addEventListener("DOMContentLoaded",()=>{const{content}=root.querySelector("template")
for(const one of content.children)one.async=false
head.append(content)})}
