{const{documentElement:root,fonts,head}=document
if(!(navigator.connection?.rtt>100))for(const face of fonts)face.load().catch(()=>{})
try{const[scheme,size]=localStorage.getItem("view").split(" ")
root.dataset.scheme=scheme
root.style.fontSize=`clamp(90%,${+size||100}%,200%)`}catch{}
addEventListener("DOMContentLoaded",()=>{const{content}=root.querySelector("template")
for(const one of content.children)one.async=false
head.append(content)})}
