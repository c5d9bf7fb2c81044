{const{documentElement:root,fonts,head}=document
if(!(navigator.connection?.rtt>100))for(const face of fonts)face.load().catch(()=>{})
try{const[scheme,size]=localStorage.getItem("view").split(" ")
root.dataset.scheme=scheme
root.style.setProperty("--size",`clamp(.9,${+size/100||1},2)`)}catch{}
addEventListener("DOMContentLoaded",()=>{const{content}=root.querySelector("template")
for(const one of content.children)one.async=false
head.append(content)})}
